/**
 * The area codes of mainland China, one province per line: "code 中文 English, …". A code stays listed if its city
 * adopted a neighbour's (巢湖 0565, 莱芜 0634): old cards and records still contain it.
 */
export const areaCodeLines: readonly (readonly [zh: string, en: string, codes: string])[] = [
  ['', '', '010 北京 Beijing, 021 上海 Shanghai, 022 天津 Tianjin, 023 重庆 Chongqing'],
  [
    '河北',
    'Hebei',
    '0310 邯郸 Handan, 0311 石家庄 Shijiazhuang, 0312 保定 Baoding, 0313 张家口 Zhangjiakou, 0314 承德 Chengde, 0315 唐山 Tangshan, 0316 廊坊 Langfang, 0317 沧州 Cangzhou, 0318 衡水 Hengshui, 0319 邢台 Xingtai, 0335 秦皇岛 Qinhuangdao'
  ],
  [
    '山西',
    'Shanxi',
    '0349 朔州 Shuozhou, 0350 忻州 Xinzhou, 0351 太原 Taiyuan, 0352 大同 Datong, 0353 阳泉 Yangquan, 0354 晋中 Jinzhong, 0355 长治 Changzhi, 0356 晋城 Jincheng, 0357 临汾 Linfen, 0358 吕梁 Lüliang, 0359 运城 Yuncheng'
  ],
  [
    '河南',
    'Henan',
    '0370 商丘 Shangqiu, 0371 郑州 Zhengzhou, 0372 安阳 Anyang, 0373 新乡 Xinxiang, 0374 许昌 Xuchang, 0375 平顶山 Pingdingshan, 0376 信阳 Xinyang, 0377 南阳 Nanyang, 0378 开封 Kaifeng, 0379 洛阳 Luoyang, 0391 焦作 Jiaozuo, 0392 鹤壁 Hebi, 0393 濮阳 Puyang, 0394 周口 Zhoukou, 0395 漯河 Luohe, 0396 驻马店 Zhumadian, 0398 三门峡 Sanmenxia'
  ],
  [
    '辽宁',
    'Liaoning',
    '024 沈阳 Shenyang, 0410 铁岭 Tieling, 0411 大连 Dalian, 0412 鞍山 Anshan, 0413 抚顺 Fushun, 0414 本溪 Benxi, 0415 丹东 Dandong, 0416 锦州 Jinzhou, 0417 营口 Yingkou, 0418 阜新 Fuxin, 0419 辽阳 Liaoyang, 0421 朝阳 Chaoyang, 0427 盘锦 Panjin, 0429 葫芦岛 Huludao'
  ],
  [
    '吉林',
    'Jilin',
    '0431 长春 Changchun, 0432 吉林 Jilin City, 0433 延边 Yanbian, 0434 四平 Siping, 0435 通化 Tonghua, 0436 白城 Baicheng, 0437 辽源 Liaoyuan, 0438 松原 Songyuan, 0439 白山 Baishan, 0440 珲春 Hunchun, 0448 梅河口 Meihekou'
  ],
  [
    '黑龙江',
    'Heilongjiang',
    '0451 哈尔滨 Harbin, 0452 齐齐哈尔 Qiqihar, 0453 牡丹江 Mudanjiang, 0454 佳木斯 Jiamusi, 0455 绥化 Suihua, 0456 黑河 Heihe, 0457 大兴安岭 Daxing’anling, 0458 伊春 Yichun, 0459 大庆 Daqing, 0464 七台河 Qitaihe, 0467 鸡西 Jixi, 0468 鹤岗 Hegang, 0469 双鸭山 Shuangyashan'
  ],
  [
    '内蒙古',
    'Inner Mongolia',
    '0470 呼伦贝尔 Hulunbuir, 0471 呼和浩特 Hohhot, 0472 包头 Baotou, 0473 乌海 Wuhai, 0474 乌兰察布 Ulanqab, 0475 通辽 Tongliao, 0476 赤峰 Chifeng, 0477 鄂尔多斯 Ordos, 0478 巴彦淖尔 Bayannur, 0479 锡林郭勒 Xilingol, 0482 兴安盟 Hinggan, 0483 阿拉善 Alxa'
  ],
  [
    '江苏',
    'Jiangsu',
    '025 南京 Nanjing, 0510 无锡 Wuxi, 0511 镇江 Zhenjiang, 0512 苏州 Suzhou, 0513 南通 Nantong, 0514 扬州 Yangzhou, 0515 盐城 Yancheng, 0516 徐州 Xuzhou, 0517 淮安 Huai’an, 0518 连云港 Lianyungang, 0519 常州 Changzhou, 0523 泰州 Taizhou, 0527 宿迁 Suqian'
  ],
  [
    '山东',
    'Shandong',
    '0530 菏泽 Heze, 0531 济南 Jinan, 0532 青岛 Qingdao, 0533 淄博 Zibo, 0534 德州 Dezhou, 0535 烟台 Yantai, 0536 潍坊 Weifang, 0537 济宁 Jining, 0538 泰安 Tai’an, 0539 临沂 Linyi, 0543 滨州 Binzhou, 0546 东营 Dongying, 0631 威海 Weihai, 0632 枣庄 Zaozhuang, 0633 日照 Rizhao, 0634 莱芜 Laiwu, 0635 聊城 Liaocheng'
  ],
  [
    '安徽',
    'Anhui',
    '0550 滁州 Chuzhou, 0551 合肥 Hefei, 0552 蚌埠 Bengbu, 0553 芜湖 Wuhu, 0554 淮南 Huainan, 0555 马鞍山 Ma’anshan, 0556 安庆 Anqing, 0557 宿州 Suzhou, 0558 阜阳亳州 Fuyang and Bozhou, 0559 黄山 Huangshan, 0561 淮北 Huaibei, 0562 铜陵 Tongling, 0563 宣城 Xuancheng, 0564 六安 Lu’an, 0565 巢湖 Chaohu, 0566 池州 Chizhou'
  ],
  [
    '浙江',
    'Zhejiang',
    '0570 衢州 Quzhou, 0571 杭州 Hangzhou, 0572 湖州 Huzhou, 0573 嘉兴 Jiaxing, 0574 宁波 Ningbo, 0575 绍兴 Shaoxing, 0576 台州 Taizhou, 0577 温州 Wenzhou, 0578 丽水 Lishui, 0579 金华 Jinhua, 0580 舟山 Zhoushan'
  ],
  [
    '福建',
    'Fujian',
    '0591 福州 Fuzhou, 0592 厦门 Xiamen, 0593 宁德 Ningde, 0594 莆田 Putian, 0595 泉州 Quanzhou, 0596 漳州 Zhangzhou, 0597 龙岩 Longyan, 0598 三明 Sanming, 0599 南平 Nanping'
  ],
  [
    '江西',
    'Jiangxi',
    '0701 鹰潭 Yingtan, 0790 新余 Xinyu, 0791 南昌 Nanchang, 0792 九江 Jiujiang, 0793 上饶 Shangrao, 0794 抚州 Fuzhou, 0795 宜春 Yichun, 0796 吉安 Ji’an, 0797 赣州 Ganzhou, 0798 景德镇 Jingdezhen, 0799 萍乡 Pingxiang'
  ],
  [
    '湖北',
    'Hubei',
    '027 武汉 Wuhan, 0710 襄阳 Xiangyang, 0711 鄂州 Ezhou, 0712 孝感 Xiaogan, 0713 黄冈 Huanggang, 0714 黄石 Huangshi, 0715 咸宁 Xianning, 0716 荆州 Jingzhou, 0717 宜昌 Yichang, 0718 恩施 Enshi, 0719 十堰 Shiyan, 0722 随州 Suizhou, 0724 荆门 Jingmen, 0728 仙桃潜江天门 Xiantao/Qianjiang/Tianmen'
  ],
  [
    '湖南',
    'Hunan',
    '0730 岳阳 Yueyang, 0731 长沙株洲湘潭 Changsha/Zhuzhou/Xiangtan, 0734 衡阳 Hengyang, 0735 郴州 Chenzhou, 0736 常德 Changde, 0737 益阳 Yiyang, 0738 娄底 Loudi, 0739 邵阳 Shaoyang, 0743 湘西 Xiangxi, 0744 张家界 Zhangjiajie, 0745 怀化 Huaihua, 0746 永州 Yongzhou'
  ],
  [
    '广东',
    'Guangdong',
    '020 广州 Guangzhou, 0660 汕尾 Shanwei, 0662 阳江 Yangjiang, 0663 揭阳 Jieyang, 0668 茂名 Maoming, 0750 江门 Jiangmen, 0751 韶关 Shaoguan, 0752 惠州 Huizhou, 0753 梅州 Meizhou, 0754 汕头 Shantou, 0755 深圳 Shenzhen, 0756 珠海 Zhuhai, 0757 佛山 Foshan, 0758 肇庆 Zhaoqing, 0759 湛江 Zhanjiang, 0760 中山 Zhongshan, 0762 河源 Heyuan, 0763 清远 Qingyuan, 0766 云浮 Yunfu, 0768 潮州 Chaozhou, 0769 东莞 Dongguan'
  ],
  [
    '广西',
    'Guangxi',
    '0770 防城港 Fangchenggang, 0771 南宁崇左 Nanning/Chongzuo, 0772 柳州来宾 Liuzhou/Laibin, 0773 桂林 Guilin, 0774 梧州贺州 Wuzhou/Hezhou, 0775 玉林贵港 Yulin/Guigang, 0776 百色 Baise, 0777 钦州 Qinzhou, 0778 河池 Hechi, 0779 北海 Beihai'
  ],
  ['海南', 'Hainan', '0898 海口 Haikou'],
  [
    '四川',
    'Sichuan',
    '028 成都 Chengdu, 0812 攀枝花 Panzhihua, 0813 自贡 Zigong, 0816 绵阳 Mianyang, 0817 南充 Nanchong, 0818 达州 Dazhou, 0825 遂宁 Suining, 0826 广安 Guang’an, 0827 巴中 Bazhong, 0830 泸州 Luzhou, 0831 宜宾 Yibin, 0832 内江 Neijiang, 0833 乐山 Leshan, 0834 凉山 Liangshan, 0835 雅安 Ya’an, 0836 甘孜 Garzê, 0837 阿坝 Ngawa, 0838 德阳 Deyang, 0839 广元 Guangyuan'
  ],
  [
    '贵州',
    'Guizhou',
    '0851 贵阳遵义安顺 Guiyang/Zunyi/Anshun, 0852 遵义 Zunyi, 0853 安顺 Anshun, 0854 黔南 Qiannan, 0855 黔东南 Qiandongnan, 0856 铜仁 Tongren, 0857 毕节 Bijie, 0858 六盘水 Liupanshui, 0859 黔西南 Qianxinan'
  ],
  [
    '云南',
    'Yunnan',
    '0691 西双版纳 Xishuangbanna, 0692 德宏 Dehong, 0870 昭通 Zhaotong, 0871 昆明 Kunming, 0872 大理 Dali, 0873 红河 Honghe, 0874 曲靖 Qujing, 0875 保山 Baoshan, 0876 文山 Wenshan, 0877 玉溪 Yuxi, 0878 楚雄 Chuxiong, 0879 普洱 Pu’er, 0883 临沧 Lincang, 0886 怒江 Nujiang, 0887 迪庆 Dêqên, 0888 丽江 Lijiang'
  ],
  [
    '西藏',
    'Tibet',
    '0891 拉萨 Lhasa, 0892 日喀则 Xigazê, 0893 山南 Shannan, 0894 林芝 Nyingchi, 0895 昌都 Qamdo, 0896 那曲 Nagqu, 0897 阿里 Ngari'
  ],
  [
    '陕西',
    'Shaanxi',
    '029 西安咸阳 Xi’an/Xianyang, 0911 延安 Yan’an, 0912 榆林 Yulin, 0913 渭南 Weinan, 0914 商洛 Shangluo, 0915 安康 Ankang, 0916 汉中 Hanzhong, 0917 宝鸡 Baoji, 0919 铜川 Tongchuan'
  ],
  [
    '甘肃',
    'Gansu',
    '0930 临夏 Linxia, 0931 兰州 Lanzhou, 0932 定西 Dingxi, 0933 平凉 Pingliang, 0934 庆阳 Qingyang, 0935 武威金昌 Wuwei/Jinchang, 0936 张掖 Zhangye, 0937 酒泉嘉峪关 Jiuquan/Jiayuguan, 0938 天水 Tianshui, 0939 陇南 Longnan, 0941 甘南 Gannan, 0943 白银 Baiyin'
  ],
  [
    '宁夏',
    'Ningxia',
    '0951 银川 Yinchuan, 0952 石嘴山 Shizuishan, 0953 吴忠 Wuzhong, 0954 固原 Guyuan, 0955 中卫 Zhongwei'
  ],
  [
    '青海',
    'Qinghai',
    '0970 海北 Haibei, 0971 西宁 Xining, 0972 海东 Haidong, 0973 黄南 Huangnan, 0974 海南州 Hainan Prefecture, 0975 果洛 Golog, 0976 玉树 Yushu, 0977 海西 Haixi, 0979 格尔木 Golmud'
  ],
  [
    '新疆',
    'Xinjiang',
    '0901 塔城 Tacheng, 0902 哈密 Hami, 0903 和田 Hotan, 0906 阿勒泰 Altay, 0908 克孜勒苏 Kizilsu, 0909 博尔塔拉 Bortala, 0990 克拉玛依 Karamay, 0991 乌鲁木齐 Ürümqi, 0992 奎屯 Kuytun, 0993 石河子 Shihezi, 0994 昌吉 Changji, 0995 吐鲁番 Turpan, 0996 巴音郭楞 Bayingolin, 0997 阿克苏 Aksu, 0998 喀什 Kashgar, 0999 伊犁 Ili'
  ]
]
